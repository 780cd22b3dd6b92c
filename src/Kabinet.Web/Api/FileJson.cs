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
        RecordJson.Value(json, "name", file.Name);
        RecordJson.Value(json, "content_type", file.ContentType);
        RecordJson.Value(json, "size", file.Size);
        RecordJson.Value(json, "created_at", file.At);
        RecordJson.Value(json, "created_by", file.By);
        json.WriteEndObject();
    }
}
