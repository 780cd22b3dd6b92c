using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Files that came with a form, stored one by one.</summary>
internal static class Uploads
{
    /// <summary>Stores a file and tells why it was refused, if it was. The same form sent twice stores it once.</summary>
    /// <param name="here">Whose request it is.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="file">The file as it came.</param>
    /// <param name="place">Its group, and what the form says of it.</param>
    public static async ValueTask<IReadOnlyList<string>> Add(RequestContext here, Entity entity, long id, IFormFile file, SentFile place)
    {
        var name = Path.GetFileName(file.FileName);
        if (place.Replaces is null && await IsThere(here, entity, id, place.Group, name, file.Length)) return [];
        await using var content = file.OpenReadStream();
        var outcome = await here.Engine.Files.Add(here.Actor, entity, id, place with { Name = name, Content = content }, here.Cancellation);
        return outcome switch
        {
            Outcome.Done => [],
            Outcome.Invalid invalid => [.. invalid.Errors.SelectMany(pair => pair.Value).Select(message => $"{name}: {here.Say(message)}")],
            Outcome.Conflict conflict => [here.Say(conflict.Message)],
            _ => [$"{name}: {here.Say("dialog.bulk_gone")}"],
        };
    }

    private static async ValueTask<bool> IsThere(RequestContext here, Entity entity, long id, string group, string name, long size)
    {
        var minute = here.Engine.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1);
        return (await here.Engine.Files.List(here.Actor, entity, id, here.Cancellation))
            ?.Any(file => file.Group == group && file.Name == name && file.Size == size && file.At > minute) == true;
    }
}
