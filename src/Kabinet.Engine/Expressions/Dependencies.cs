using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>Fields, collections and parameters that an expression uses.</summary>
public sealed class Dependencies
{
    private readonly HashSet<Field> fields = [];
    private readonly HashSet<FieldPath> paths = [];
    private readonly HashSet<Collection> collections = [];
    private readonly HashSet<Parameter> parameters = [];
    private readonly bool whole;

    private Dependencies(bool whole) => this.whole = whole;

    /// <summary>
    /// All fields of any entity that the expression reads, including the references it follows and fields inside collections and row rules.
    /// Expressions of computed fields are not expanded.
    /// </summary>
    public IReadOnlySet<Field> Fields => fields;
    /// <summary>Paths from the record itself. Fields of the records in collections are not included.</summary>
    public IReadOnlySet<FieldPath> Paths => paths;
    /// <summary>Collections that the expression aggregates.</summary>
    public IReadOnlySet<Collection> Collections => collections;
    /// <summary>Parameters that are bound when the statement runs.</summary>
    public IReadOnlySet<Parameter> Parameters => parameters;

    /// <summary>The dependencies of one expression.</summary>
    public static Dependencies Of(Expression expression)
    {
        var found = new Dependencies(whole: false);
        found.Visit(expression, 0);
        return found;
    }

    /// <summary>The same with the expressions of computed fields expanded: everything stored that the value rests on.</summary>
    public static Dependencies OfWhole(Expression expression)
    {
        var found = new Dependencies(whole: true);
        found.Visit(expression, 0);
        return found;
    }

    // Inside is the number of collections around the expression. A value of the record itself has the same number in Outer.
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
        foreach (var part in aggregate.Inside) Visit(part, inside + 1);
    }

    private void Add(IReadOnlyList<Step> steps, int outer, int inside, Field last)
    {
        foreach (var step in steps)
        {
            fields.Add(step.Reference);
            AddRule(step);
        }
        // A computed field of a record reached through references starts no path of ours.
        if (fields.Add(last) && whole && last.Computed is { } computed) Visit(computed, steps.Count == 0 ? inside : int.MaxValue / 2);
        if (outer == inside) paths.Add(new([.. steps.Select(step => step.Reference)], last));
    }

    // The rule is about the record that the step leads to, so none of its paths start from our record.
    private void AddRule(Step step)
    {
        if (step.Rule is not null) Visit(step.Rule, int.MaxValue / 2);
    }
}
