using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>What is said of an unmet requirement: its text with values of the written record, as far as the actor may read them.</summary>
internal static class RefusalWords
{
    private const string Unread = "…";

    public static async ValueTask<Message> Of(CommandRun run, Entity entity, long id, Requirement requirement)
    {
        if (requirement.Places.Count == 0) return Message.Of(requirement.Refusal);
        var places = run.Plan(requirement, "words", judged: true, compile: () => new VisiblePlaces(run, entity, requirement.Places));
        return Message.Of(await places.Fill(run, id, requirement.Refusal));
    }

    /// <summary>The values of paths in one SELECT, without those that the actor may not read.</summary>
    private sealed class VisiblePlaces
    {
        private readonly (FieldPath Path, Field Shown)[] places;
        private readonly RowQuestion question;

        public VisiblePlaces(CommandRun run, Entity entity, IReadOnlyList<FieldPath> paths)
        {
            var seen = paths.Select(path => (Path: path, Value: VisiblePath.Label(run.Actor, entity, path)
                ?? VisiblePath.Of(run.Actor, entity, path))).Where(place => place.Value is not null).ToArray();
            places = [.. seen.Select(place => (place.Path, place.Value!.Field))];
            question = new(run.Plans.Dialect, entity, Expression.True,
                [.. seen.Select(place => VisiblePath.Cell(run.Actor, entity, place.Path, place.Value!, Expression.True))]);
        }

        public async ValueTask<LocalizedText> Fill(CommandRun run, long id, LocalizedText text)
        {
            var answer = await run.Ask(question, id);
            return TextPlaces.Fill(text, (name, language) => Array.FindIndex(places, place => place.Path.Text == name) is var at and >= 0
                && answer?.Values[at] is { } value ? Show(run, places[at].Shown, value, language) : Unread);
        }

        private static string Show(CommandRun run, Field field, object value, string language) =>
            field.Kind.Show(field, value, Languages.Of(language.Length > 0 ? language : run.Actor.Language).Culture, run.Solution.Zone);
    }
}
