using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>One step for several records, each in its own transaction: what could not be done is told by name, the rest is done.</summary>
internal static class PostBulkTransition
{
    private const int NamesTold = 5;

    public static async Task<IResult> Handle(HttpContext http, string entity, string transition)
    {
        var here = http.Kabinet();
        if (!here.TryTransition(entity, transition, out var found, out var step)
            || !here.Actor.MayInBulk(found, step)) return Results.NotFound();
        var form = await http.Form();
        var ids = GetBulkTransition.Ids(form.All("id"));
        var back = http.Back(form.Own("_return")) ?? Addresses.Home;
        if (form.Lost.Count > 0) return await Again(here, found, step, ids, back, new(step.Key, form, form.LostErrors));
        var refused = new List<(long Id, Outcome Outcome)>();
        // One line of the bell and one letter tell of all of them.
        var batch = ids.Count > 1 ? form.Command ?? Guid.NewGuid() : (Guid?)null;
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var outcome = await here.Engine.Commands.Execute(here.Actor,
                PostTransition.Command(found, step, id, form) with
                    { CommandId = Derived(form.Command, index), Batch = batch }, here.Cancellation);
            if (outcome is Outcome.Invalid invalid && index == 0 && IsOfForm(step, invalid))
                return await Again(here, found, step, ids, back, new(step.Key, form, invalid.Errors));
            if (outcome is not Outcome.Done) refused.Add((id, outcome));
        }
        return Answers.Done(http, back, new(await Said(here, found, ids.Count, refused), refused.Count == 0 ? "ok" : "note"));
    }

    // Every record is told by its own command, so that a repeat of the form repeats none of them.
    public static Guid? Derived(Guid? command, int index)
    {
        if (command is not { } id) return null;
        var bytes = id.ToByteArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(0, 4), BitConverter.ToInt32(bytes, 0) ^ (index + 1));
        return new(bytes);
    }

    private static bool IsOfForm(Transition step, Outcome.Invalid invalid) =>
        invalid.Errors.Keys.Any(key => key == "comment" || step.Asks.Any(ask => ask.Key == key));

    private static async ValueTask<IResult> Again(RequestContext here, Entity entity, Transition step, IReadOnlyList<long> ids, string back,
        Rejected rejected) =>
        GetTransition.Page(await new TransitionReader(here, entity, step).ReadMany(ids, back, rejected),
            StatusCodes.Status422UnprocessableEntity);

    private static async ValueTask<string> Said(RequestContext here, Entity entity, int asked, List<(long Id, Outcome Outcome)> refused)
    {
        var lines = new List<string> { here.Say("dialog.bulk_done", asked - refused.Count, asked) };
        foreach (var (id, outcome) in refused.Take(NamesTold))
            lines.Add(here.Say("dialog.bulk_failed", await here.NameOf(entity, id) ?? $"{id}",
                string.Join(", ", Answers.Reasons(here, outcome))));
        return string.Join(". ", lines);
    }
}
