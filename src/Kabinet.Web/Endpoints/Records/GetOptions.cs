using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// Options of a reference for the combobox, under the rights of whoever chooses: <c>/frame/options/request/partner?q=лин</c>, or of what a
/// step asks: <c>…/request/give.engineer</c>. <c>record</c> is the record being filled in, <c>outer.partner</c> what stands in its inputs.
/// </summary>
internal static class GetOptions
{
    private const int Shown = 20;

    public static async Task<IResult> Handle(HttpContext http, string entity, string field, string? q, long? record)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found) || Reference(here.Actor, found, field) is not { } reference) return Results.NotFound();
        var filled = new FilledRecord(found, record, other => http.Request.Query[$"outer.{other.Key}"].LastOrDefault());
        var options = await OptionsReader.Read(here, reference, q, [], Shown, filled.For(reference));
        return Results.Json(options.Select(option =>
            new { value = option.Value, title = option.Title, beside = string.Join(" · ", option.Beside) }));
    }

    // A name would else tell of a field or a transition that does not exist for the actor.
    private static Field? Reference(Actor actor, Entity entity, string name)
    {
        var field = name.Split('.') is [var step, var ask] ? Asked(actor, entity, step, ask)
            : entity.Find(name) is { } own && actor.MayChoose(own) ? own : null;
        return field?.To is null ? null : field;
    }

    private static Field? Asked(Actor actor, Entity entity, string step, string ask) =>
        entity.Lifecycle?.Transitions.GetValueOrDefault(step) is { } transition && actor.MayEver(entity, transition)
            ? transition.Asks.FirstOrDefault(asked => asked.Key == ask)?.Field : null;
}
