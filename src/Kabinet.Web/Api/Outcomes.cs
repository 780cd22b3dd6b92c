using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>How a command ended, in HTTP.</summary>
internal static class Outcomes
{
    public static async Task<IResult> Answer(HttpContext http, Entity entity, Outcome outcome, int done = StatusCodes.Status200OK) =>
        outcome switch
    {
        Outcome.Done(var id, _, _) when done == StatusCodes.Status204NoContent => Results.NoContent(),
        Outcome.Done record => await RecordAnswer.Of(http, entity, record, done),
        Outcome.Invalid invalid => Refused(http, invalid),
        Outcome.NotFound => NotHere(http),
        // Whoever named the version he means is told that it is not the one there.
        Outcome.Conflict stale when http.Request.Headers.IfMatch.Count > 0 =>
            Problems.Of(http, StatusCodes.Status412PreconditionFailed, stale.Message, more: Current(stale)),
        Outcome.Conflict conflict => Problems.Of(http, StatusCodes.Status409Conflict, conflict.Message, more: Current(conflict)),
        _ => throw new InvalidOperationException($"An outcome without an answer: {outcome.GetType().Name}"),
    };

    /// <summary>A guest is told to sign in whether the thing exists or not.</summary>
    public static IResult NotHere(HttpContext http) =>
        http.Kabinet().IsGuest ? SignInStep.SignInNeeded(http) : Problems.Of(http, StatusCodes.Status404NotFound, "request.status_404");

    /// <summary>422 with the errors by field; 429 where the client has to wait.</summary>
    public static IResult Refused(HttpContext http, Outcome.Invalid invalid) =>
        Waiting.StatusOf(http, invalid.Wait, StatusCodes.Status422UnprocessableEntity) is var status
        && status == StatusCodes.Status429TooManyRequests
            ? Problems.Of(http, status, invalid.Errors.Values.First()[0], invalid.Errors)
            : Problems.Of(http, status, new("request.status_422"), invalid.Errors);

    public static IResult Invalid(HttpContext http, string field, Message message) =>
        Problems.Of(http, StatusCodes.Status422UnprocessableEntity, new("request.status_422"),
            new Dictionary<string, IReadOnlyList<Message>> { [field] = [message] });

    private static Dictionary<string, object?> Current(Outcome.Conflict conflict) => new(StringComparer.Ordinal)
    {
        ["_version"] = conflict.Version,
        ["current"] = conflict.Current.ToDictionary(pair => pair.Key.Key, pair => RecordJson.Plain(pair.Value), StringComparer.Ordinal),
    };
}
