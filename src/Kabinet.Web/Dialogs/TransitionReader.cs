using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Web.Blocks;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Dialogs;

/// <summary>
/// Reads the dialog of a transition: what it asks with what is suggested or was typed, what will happen and who will be told.
/// </summary>
internal sealed class TransitionReader(RequestContext here, Entity entity, Transition transition)
{
    private const string Comment = "comment";
    private const int LookedThrough = 30;
    private readonly IReadOnlyList<(State State, Expression When)> known = transition.KnownBefore;

    /// <summary>The dialog for one record; null where the record or the right does not exist for this actor.</summary>
    public async ValueTask<TransitionView?> Read(long id, string back, Rejected? rejected = null)
    {
        var found = await here.Engine.Records.Find(here.Actor, entity, id, Columns, [.. known.Select(option => option.When)],
            here.Cancellation);
        var judged = found?.Record.Transitions.FirstOrDefault(judgement => judgement.Transition == transition);
        if (found is null || judged is not { Permitted: true }) return null;
        var suggested = await here.Engine.Records.Values(here.Actor, new(entity, id, Typed(rejected)),
            [.. transition.Asks.Select(ask => ask.Suggest ?? Present(ask)), transition.SuggestedComment ?? Nothing], here.Cancellation)
            ?? [];
        var files = await new StepFilesReader(here, entity, transition).Read(id, rejected);
        var view = await Draw(back, rejected, suggested, (id, Sure(found.Conditions)), files);
        return view with
        {
            Subject = here.Show(found.Record, new([], entity.Label)),
            Version = found.Record.Version,
            Action = Addresses.Transition(entity, id, transition.Key),
            Consequences = [.. view.Consequences, .. Told(found.Record)],
            Refusals = [.. judged.Refusals.Select(here.Say)],
            Word = await LastWord(id),
            Facts = new FieldViews(here, found, back).Of(transition.Show),
        };
    }

    // The step often answers what the last one asked: the words it came with stand where they are answered.
    private async ValueTask<WordView?> LastWord(long id)
    {
        var page = await here.Engine.Journal.Read(here.Actor, entity, id, null, LookedThrough, here.Cancellation);
        return page?.Events.FirstOrDefault(told => LastMove.Speaks(entity.Lifecycle, told)) is { Comment: { } words } last
            ? new(last.Actor, words) : null;
    }

    /// <summary>The dialog for several records: nothing is suggested, since each would have its own.</summary>
    public async ValueTask<TransitionView> ReadMany(IReadOnlyList<long> ids, string back, Rejected? rejected = null) =>
        await Draw(back, rejected, [], (null, null), []) with { Subject = here.Say("dialog.bulk", ids.Count),
            Action = Addresses.BulkTransition(entity, transition.Key), Ids = ids };

    /// <summary>The state that the record is sure to come to: the first whose condition holds now and cannot change.</summary>
    private State? Sure(IReadOnlyList<bool> holding)
    {
        for (var i = 0; i < known.Count; i++)
            if (holding[i]) return known[i].State;
        return null;
    }

    private async ValueTask<TransitionView> Draw(string back, Rejected? rejected, IReadOnlyList<object?> suggested,
        (long? Id, State? Sure) known, IReadOnlyList<FormFiles> files)
    {
        var of = new FilledRecord(entity, known.Id, field => known.Id is null ? "" : TextOf(field, rejected, suggested));
        var reader = new InputReader(here, rejected?.Errors);
        var inputs = new List<InputView>();
        foreach (var (ask, index) in transition.Asks.Select((ask, index) => (ask, index)))
        {
            var input = await reader.Read(ask, transition, IsAsSuggested(ask, rejected) ? null : rejected?.Form.Own(ask.Key),
                suggested.ElementAtOrDefault(index), of);
            inputs.Add(input with { Leads = IsLeading(ask), SuggestedText = IsLed(ask) ? input.Text : null });
        }
        return new()
        {
            Title = here.Say(transition.Definition.Title),
            Subject = "",
            Action = "",
            Back = back,
            Inputs = inputs,
            Comment = transition.Comment is { } comment ? CommentOf(comment, rejected, suggested.ElementAtOrDefault(transition.Asks.Count))
                : null,
            Files = files,
            Consequences = [.. Happens(known.Sure)],
            Errors = new ErrorSummary(here).With(inputs).With(files).With(Comment, $"f-{Comment}", CommentLabel).Of(rejected),
            Fresh = rejected is null,
            Danger = transition.Definition.Danger,
            ChangesPeople = Confirmation.IsNeededFor(transition) || Confirmation.IsAskedBy(rejected?.Errors),
        };
    }

    // Of several records each has its own values, so nothing is known of them.
    private string? TextOf(Field field, Rejected? rejected, IReadOnlyList<object?> suggested)
    {
        for (var at = 0; at < transition.Asks.Count; at++)
            if (transition.Asks[at] is { OfRecord: true } ask && ask.Field == field)
                return rejected?.Form.Own(ask.Key) ?? field.Kind.Edit(field, suggested.ElementAtOrDefault(at), here.Zone);
        return null;
    }

    /// <summary>What is typed, without what stands there only because it was suggested.</summary>
    private Dictionary<Field, object?> Typed(Rejected? rejected)
    {
        var typed = new Dictionary<Field, object?>();
        foreach (var ask in rejected is null ? [] : transition.Asks.Where(ask => ask.OfRecord && !IsAsSuggested(ask, rejected)))
            if (rejected!.Form.Own(ask.Key) is { } text && ask.Field.Kind.Accept(ask.Field, text, out var value) is null)
                typed[ask.Field] = value;
        return typed;
    }

    // Only where the dialog is drawn again to be suggested anew; after an error everything stays as it was sent.
    private bool IsAsSuggested(Ask ask, Rejected? rejected) =>
        IsLed(ask) && rejected is { Form.Redraw: true }
            && rejected.Form.Own(ask.Key) == rejected.Form.Own(InputView.SuggestedKey + ask.Key);

    /// <summary>Its suggestion depends on another input.</summary>
    private bool IsLed(Ask ask) => transition.Asks.Any(other => Leads(other, ask));

    /// <summary>The suggestion of another input depends on it.</summary>
    private bool IsLeading(Ask ask) => transition.Asks.Any(other => Leads(ask, other));

    private static bool Leads(Ask ask, Ask other) => ask != other && ask.OfRecord && other.SuggestedBy.Contains(ask.Field);

    private string CommentLabel => transition.Comment?.Title is { } title ? here.Say(title) : here.Say("dialog.comment");

    private CommentView CommentOf(AskDefinition asked, Rejected? rejected, object? suggested) =>
        new(CommentLabel, asked.Help is { } help ? here.Say(help) : null, asked.Optional,
            rejected is null ? suggested as string ?? "" : rejected.Form.Own(Comment) ?? "",
            rejected?.Errors.GetValueOrDefault(Comment)?.Select(here.Say).ToList() ?? []);

    private static Constant Nothing => new(DataType.Nothing, null);

    private static Expression Present(Ask ask) => ask.OfRecord ? new FieldValue(ask.Field.Type, [], ask.Field) : Nothing;

    private IEnumerable<string> Happens(State? sure)
    {
        if (transition.Definition.Hint is { } hint) yield return here.Say(hint);
        if (transition.Target is Target.To to && !transition.From.SetEquals([to.State.Key]))
            yield return here.Say("dialog.to", to.State.Definition.Title);
        if (sure is not null)
        {
            if (!transition.From.SetEquals([sure.Key])) yield return here.Say("dialog.to", sure.Definition.Title);
        }
        else if (transition.Target is Target.First { Options.Count: > 1 } first)
            yield return here.Say("dialog.to_any",
                string.Join(here.Say("dialog.or"), first.Options.Select(option => here.Say("dialog.quoted", option.State.Definition.Title))
                .Distinct()));
    }

    // Whom the reader may not see he is not told of either.
    private IEnumerable<string> Told(Record record)
    {
        var names = Receivers.Select(receiver => receiver switch
        {
            Receiver.Person person => here.Show(record, person.Path),
            Receiver.People { Through.Count: > 0 } people => here.Show(record, PathOf(people)),
            Receiver.WithRole role => here.Say(here.Solution.Roles[role.Role].Definition.Title),
            _ => "",
        }).Where(name => name.Length > 0 && name != here.Actor.Name).Distinct().ToList();
        if (names.Count > 0) yield return here.Say("dialog.told", string.Join(", ", names));
    }

    private IEnumerable<Receiver> Receivers => 
        transition.Notices.SelectMany(notice => notice.Receivers).Select(addressee => addressee.Receiver);

    private IReadOnlyList<FieldPath> Columns =>
        [.. Receivers.OfType<Receiver.Person>().Select(person => person.Path)
            .Concat(Receivers.OfType<Receiver.People>().Where(people => people.Through.Count > 0).Select(PathOf))
            .Append(new([], entity.Label)).Concat(transition.Show).Concat(WorkingView.Columns(transition.Show)).Distinct()];

    private static FieldPath PathOf(Receiver.People people) => new([.. people.Through.SkipLast(1)], people.Through[^1]);
}
