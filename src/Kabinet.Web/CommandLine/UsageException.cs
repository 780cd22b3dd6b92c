using Kabinet.Engine.Model;

namespace Kabinet.Web.CommandLine;

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>What was probably meant, as a sentence after a space; empty if nothing is near.</summary>
    public static string Guess(string said, IEnumerable<string> known) =>
        Spelling.Nearest(said, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}
