using Kabinet.Engine.Background;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class ListJobs
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var jobs = await here.Engine.Background.Jobs(here.Actor, cancellation);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var job in jobs) Write(json, job, here);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, JobState job, RequestContext here)
    {
        json.WriteStartObject();
        RecordJson.Value(json, "key", job.Name);
        RecordJson.Value(json, "title", here.Say(job.Title));
        RecordJson.Value(json, "times", here.Say(job.Times));
        RecordJson.Value(json, "running", job.IsRunning);
        RecordJson.Value(json, "done_at", job.DoneAt);
        RecordJson.Value(json, "next_at", job.DueAt);
        RecordJson.Value(json, "error", job.Failure?.Message);
        json.WritePropertyName("last_run");
        if (job.LastRun is { } run) JobRunJson.Write(json, run, here);
        else json.WriteNullValue();
        json.WriteEndObject();
    }
}
