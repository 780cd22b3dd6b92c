using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Blocks;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>One field as an input: a frame takes it into the place of the value, without JavaScript it is a page.</summary>
internal static class GetEdit
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string field)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found) || found.Find(field) is not { } edited) return Results.NotFound();
        var back = http.Back(http.Request.Query["_return"]) ?? here.PlaceOf(found, id);
        return await Read(here, edited, id, back, null) is { } view ? Page(view, StatusCodes.Status200OK) : Results.NotFound();
    }

    public static IResult Page(EditView view, int status) => new ViewResult("/Dialogs/Edit.cshtml", view, status);

    /// <summary>The field as it stands; null where the reader may not change it in this record.</summary>
    public static async ValueTask<EditView?> Read(RequestContext here, Field field, long id, string back, Rejected? rejected)
    {
        var (path, label) = (new FieldPath([], field), new FieldPath([], field.Entity.Label));
        var found = await here.Engine.Records.Find(here.Actor, field.Entity, id, [path, label], null, here.Cancellation);
        if (found is null || !found.Writable.Contains(field) || ReferenceEquals(found.Record[path], Record.Hidden)) return null;
        var input = await new InputReader(here, rejected?.Errors).Read(field, rejected?.Form.Own(field.Key), found.Record[path],
            of: new(field.Entity, id, _ => null), words: CellValue.Of(here, found.Record, path)?.Text);
        return new(FieldViews.FrameId(field.Entity, id, path.Text), here.Say("edit.title", field.Title), here.Show(found.Record, label),
            Addresses.Update(field.Entity, id), found.Record.Version, back, input)
        {
            Fresh = rejected is null,
            Errors = rejected is null ? []
                : [.. rejected.Errors.Where(pair => pair.Key != field.Key).SelectMany(pair => pair.Value).Select(here.Say)
                    .Except(input.Errors)],
        };
    }
}
