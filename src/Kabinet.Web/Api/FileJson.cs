using System.Text.Json;
using Kabinet.Engine.Files;

namespace Kabinet.Web.Api;

internal static class FileJson
{
    public static void Write(Utf8JsonWriter json, FileItem file)
    {
        json.WriteStartObject();
        RecordJson.Value(json, "id", file.Id);
        RecordJson.Value(json, "group", file.Group);
        RecordJson.Value(json, "kind", file.Kind);
        RecordJson.Value(json, "name", file.Name);
        RecordJson.Value(json, "version", file.Version);
        RecordJson.Value(json, "content_type", file.ContentType);
        RecordJson.Value(json, "size", file.Size);
        RecordJson.Value(json, "created_at", file.At);
        RecordJson.Value(json, "created_by", file.By);
        if (file.Pixels is var (width, height))
        {
            RecordJson.Value(json, "width", width);
            RecordJson.Value(json, "height", height);
        }
        RecordJson.Value(json, "thumbnail", file.HasThumbnail);
        if (file.Older.Count > 0)
        {
            json.WriteStartArray("older");
            foreach (var older in file.Older) Write(json, older);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
