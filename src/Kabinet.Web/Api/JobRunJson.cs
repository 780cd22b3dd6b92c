using System.Text.Json;
using Kabinet.Engine.Background;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>A run of a job as JSON.</summary>
internal static class JobRunJson
{
    public static void Write(Utf8JsonWriter json, JobRunState run, RequestContext here)
    {
        json.WriteStartObject();
        RecordJson.Value(json, "id", run.Id);
        RecordJson.Value(json, "job", run.Job);
        RecordJson.Value(json, "asked_at", run.AskedAt);
        RecordJson.Value(json, "started_at", run.StartedAt);
        RecordJson.Value(json, "ended_at", run.EndedAt);
        RecordJson.Value(json, "handled", run.Done);
        RecordJson.Value(json, "failed", run.Failed);
        RecordJson.Value(json, "error", run.HasFailed ? run.Error ?? here.Say("background.hidden") : null);
        RecordJson.Value(json, "reference", run.Reference);
        json.WriteEndObject();
    }
}
