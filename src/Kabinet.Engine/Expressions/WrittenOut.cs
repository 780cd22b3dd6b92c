using System.Text;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// The text of an expression with its named conditions expanded, for reports on access. The rest of the text stays unchanged.
/// </summary>
internal sealed class WrittenOut(ExpressionContext context)
{
    private static readonly HashSet<string> Before = new(["(", ",", "and", "else", "not", "or", "then", "when", "where"],
        StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> After = new([")", ",", "and", "else", "end", "or", "then", "when", ""],
        StringComparer.OrdinalIgnoreCase);

    // The loosest operator at the top level of a text. It decides whether the text needs brackets between its neighbours.
    private enum Binding { Whole, And, Or }

    /// <summary>The path from the place where a condition is used to its record.</summary>
    private readonly record struct Way(int Outer, IReadOnlyList<string> Steps)
    {
        public bool IsEmpty => Outer == 0 && Steps.Count == 0;

        public string To(IEnumerable<string> names) => string.Join('.', Enumerable.Repeat("outer", Outer).Concat(Steps).Concat(names));
    }

    /// <summary>The expanded text of a condition on records of an entity. The text must be a valid condition.</summary>
    public string Of(string text, Entity entity) => Write(text, ExpressionChecker.Parse(text), entity, new(0, [])).Text;

    private (string Text, Binding Binding) Write(string text, Syntax syntax, Entity entity, Way way)
    {
        var mentions = ExpressionChecker.Mentions(syntax, entity, context);
        var tokens = Tokenizer.Cut(text);
        var (written, at, binding) = (new StringBuilder(), 0, BindingOf(syntax));
        foreach (var mention in mentions.OrderBy(mention => mention.Start))
        {
            written.Append(text, at, mention.Start - at);
            if (mention.Condition is not { } named) written.Append(Spelled(mention, text, way));
            else
            {
                var (condition, holds) = Write(named.Text, named.Syntax, named.Entity, Within(mention, way, names: -1));
                written.Append(IsSafe(mention, tokens, holds) ? condition : $"({condition})");
                if (syntax is PathSyntax) binding = holds;
            }
            at = mention.End;
        }
        return (written.Append(text, at, text.Length - at).ToString(), binding);
    }

    private static string Spelled(Mention mention, string text, Way way) =>
        mention.IsOfRecord && !way.IsEmpty ? Within(mention, way, names: 0).To([]) : text[mention.Start..mention.End];

    /// <summary>The path of a mention. Names counts those to leave out at its end: 0 for none, -1 for the last one.</summary>
    private static Way Within(Mention mention, Way way, int names)
    {
        var steps = mention.Names.Select(name => name.Text).SkipWhile(name => name == "outer").ToList();
        steps = steps[..(steps.Count + names)];
        return mention.IsOfRecord ? new(way.Outer + mention.Depth, [.. way.Steps, .. steps]) : new(mention.Outer, steps);
    }

    private static Binding BindingOf(Syntax syntax) => syntax switch
    {
        BinarySyntax { Operator: Operator.Or } => Binding.Or,
        BinarySyntax { Operator: Operator.And } => Binding.And,
        _ => Binding.Whole,
    };

    private static bool IsSafe(Mention mention, List<Token> tokens, Binding binding)
    {
        var first = tokens.FindIndex(token => token.Position == mention.Start);
        var (before, after) = (first == 0 ? null : tokens[first - 1].Text, tokens.First(token => token.Position >= mention.End).Text);
        if (before is not null && !Before.Contains(before) || !After.Contains(after)) return false;
        return binding switch
        {
            Binding.Whole => true,
            Binding.And => !Is(before, "not"),
            _ => !Is(before, "not") && !Is(before, "and") && !Is(after, "and"),
        };
    }

    private static bool Is(string? word, string keyword) => string.Equals(word, keyword, StringComparison.OrdinalIgnoreCase);
}
