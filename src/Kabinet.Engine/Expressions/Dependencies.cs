using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>What an expression speaks about: for derived indexes, values of the asking person, and the answer to "where is this used".</summary>
public sealed class Dependencies
{
    private readonly HashSet<Field> fields = [];
    private readonly HashSet<FieldPath> paths = [];
    private readonly HashSet<Collection> collections = [];
    private readonly HashSet<Parameter> parameters = [];

    private Dependencies() { }

    /// <summary>Every field of any entity: those read, references walked, those inside collections and rules of steps. Expressions of computed fields are not looked into.</summary>
    public IReadOnlySet<Field> Fields => fields;
    /// <summary>Fields of the record itself and of records reached from it, outside of collections' own records.</summary>
    public IReadOnlySet<FieldPath> Paths => paths;
    /// <summary>Collections aggregated.</summary>
    public IReadOnlySet<Collection> Collections => collections;
    /// <summary>Values that are bound when it runs.</summary>
    public IReadOnlySet<Parameter> Parameters => parameters;

    /// <summary>What one expression depends on.</summary>
    public static Dependencies Of(Expression expression)
    {
        var found = new Dependencies();
        found.Visit(expression, 0);
        return found;
    }

    // Inside is how many collections deep the expression stands: a name of the record itself is as many records out.
    private void Visit(Expression expression, int inside)
    {
        if (expression is FieldValue value) Add(value.Steps, value.Outer, inside, value.Field);
        else if (expression is Aggregate aggregate) Add(aggregate, inside);
        else if (expression is ParameterValue parameter) parameters.Add(parameter.Parameter);
        foreach (var part in expression.Parts) Visit(part, inside);
    }

    private void Add(Aggregate aggregate, int inside)
    {
        if (aggregate.Steps.Count > 0)
        {
            Add([.. aggregate.Steps.SkipLast(1)], aggregate.Outer, inside, aggregate.Steps[^1].Reference);
            AddRule(aggregate.Steps[^1]);
        }
        collections.Add(aggregate.Collection);
        fields.Add(aggregate.Collection.Reference);
        if (aggregate.Value is not null) Visit(aggregate.Value, inside + 1);
        if (aggregate.Where is not null) Visit(aggregate.Where, inside + 1);
    }

    private void Add(IReadOnlyList<Step> steps, int outer, int inside, Field last)
    {
        foreach (var step in steps)
        {
            fields.Add(step.Reference);
            AddRule(step);
        }
        fields.Add(last);
        if (outer == inside) paths.Add(new([.. steps.Select(step => step.Reference)], last));
    }

    // The rule is about the record that the step leads to, which is none of ours.
    private void AddRule(Step step)
    {
        if (step.Rule is not null) Visit(step.Rule, int.MaxValue / 2);
    }
}
