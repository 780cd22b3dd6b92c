using Kabinet.Engine.Model;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// Options of a reference for the combobox, under the rights of whoever chooses: <c>/frame/options/request/partner?q=лин</c>, or of what a
/// step asks: <c>…/request/give.engineer</c>.
/// </summary>
internal static class GetOptions
{
    private const int Shown = 20;

    public static async Task<IResult> Handle(HttpContext http, string entity, string field, string? q)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found) || Reference(found, field) is not { } reference) return Results.NotFound();
        var options = await OptionsReader.Read(here, reference, q, [], Shown);
        return Results.Json(options.Select(option =>
            new { value = option.Value, title = option.Title, beside = string.Join(" · ", option.Beside) }));
    }

    private static Field? Reference(Entity entity, string name)
    {
        var field = name.Split('.') is [var step, var ask]
            ? entity.Lifecycle?.Transitions.GetValueOrDefault(step)?.Asks.FirstOrDefault(asked => asked.Key == ask)?.Field
            : entity.Find(name);
        return field?.To is null ? null : field;
    }
}
