using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// Stores what the notices of an event say, with the values that the record has at the end of its step. The values are not checked against
/// anyone's rights here: each reader gets those he may read.
/// </summary>
internal static class NoticeFixing
{
    public static async ValueTask Keep(CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId)
    {
        foreach (var notice in notices)
        {
            var words = await run.Plan(notice, "words", () => new FixedPaths(run, notice)).Words(run, record);
            await run.Transaction.Defer(NoticeStatements.KeepWords(eventId, notice, words), changed: null, run.Cancellation);
        }
    }

    /// <summary>The paths in the texts of a notice and the query that reads them.</summary>
    private sealed class FixedPaths
    {
        private readonly Notice notice;
        private readonly (FieldPath Path, Field Shown, int Value, int Target)[] paths;
        private readonly RowQuestion? question;

        public FixedPaths(CommandRun run, Notice notice)
        {
            this.notice = notice;
            var asked = new List<Expression>();
            paths = [.. NoticeText.Paths(notice).Select(path => Ask(path, asked))];
            if (asked.Count > 0) question = new(run.Plans.Dialect, notice.Entity, Expression.True, asked);
        }

        public async ValueTask<NoticeWords> Words(CommandRun run, long record)
        {
            var values = new Dictionary<string, NoticeValue>(StringComparer.Ordinal);
            if (question is not null && await run.Ask(question, record) is { } answer)
                foreach (var (path, shown, value, target) in paths)
                    values[path.Text] = new(ShownIn(run, shown, answer.Values[value]), target < 0 ? null : (long?)answer.Values[target]);
            return new(notice.Definition.Title, NoticeText.Messages(notice), notice.Definition.Many, values);
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
}
