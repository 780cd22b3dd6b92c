using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// The paths in the texts of a notice, the name of its record, and the query that reads their values as the record has them at the end of
/// its step. The values are not checked against anyone's rights here: each reader gets those he may read.
/// </summary>
internal sealed class FixedPaths
{
    private readonly (FieldPath Path, Field Shown, int Value, int Target)[] paths;
    private readonly (Receiver.Outside To, int Value)[] outside;
    private readonly RowQuestion question;

    private FixedPaths(CommandRun run, Notice notice)
    {
        var asked = new List<Expression>();
        paths = [.. NoticeText.Paths(notice).Select(path => Ask(path, asked))];
        outside = [.. notice.Receivers.Select(each => each.Receiver).OfType<Receiver.Outside>()
            .Select(to => (to, Add(asked, to.Path.Through, to.Path.Field)))];
        question = new(run.Plans.Dialect, notice.Entity, Expression.True, asked);
    }

    public static FixedPaths Of(CommandRun run, Notice notice) => run.Plan(notice, "words", () => new FixedPaths(run, notice));

    /// <summary>Values by path, and the addresses outside.</summary>
    public async ValueTask<(Dictionary<string, NoticeValue> Values, IReadOnlyList<string> Addresses)> Read(CommandRun run, long record)
    {
        var values = new Dictionary<string, NoticeValue>(StringComparer.Ordinal);
        if (await run.Ask(question, record) is not { } answer) return (values, []);
        foreach (var (path, shown, value, target) in paths)
            values[path.Text] = new(ShownIn(run, shown, answer.Values[value]), target < 0 ? null : (long?)answer.Values[target]);
        return (values, [.. outside.Select(to => answer.Values[to.Value]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static Dictionary<string, string> ShownIn(CommandRun run, Field field, object? value) =>
        Languages.All.ToDictionary(language => language.Key, language =>
            field.Kind.Show(field, value, language.Culture, run.Solution.Zone), StringComparer.Ordinal);

    private static (FieldPath, Field, int, int) Ask(FieldPath path, List<Expression> asked)
    {
        if (path.Field.To is not { } to || path.Field.Key == SystemFields.Id)
            return (path, path.Field, Add(asked, path.Through, path.Field), -1);
        var label = Add(asked, [.. path.Through, path.Field], to.Label);
        return (path, to.Label, label, Add(asked, path.Through, path.Field));
    }

    private static int Add(List<Expression> asked, IReadOnlyList<Field> through, Field field)
    {
        asked.Add(new FieldValue(field.Type, [.. through.Select(reference => new Step(reference, null))], field));
        return asked.Count - 1;
    }
}
