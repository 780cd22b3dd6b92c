using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class Refusals
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>The refusals of a form in the reader's language, one text a field.</summary>
    public static IReadOnlyDictionary<string, string> Said(this Outcome.Invalid refused, RequestContext here) =>
        refused.Errors.ToDictionary(pair => pair.Key, pair =>
            string.Join(' ', pair.Value.Select(message => here.Say(message))), StringComparer.Ordinal);
}
