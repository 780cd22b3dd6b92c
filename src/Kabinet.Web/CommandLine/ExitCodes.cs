namespace Kabinet.Web.CommandLine;

/// <summary>How a verb ends; the same for all, listed in docs/operations.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Problems were found, or what was asked for was refused.</summary>
    public const int Refused = 1;

    /// <summary>The words or options were not understood; nothing was begun.</summary>
    public const int Misused = 2;

    public const string Text = "exit codes: 0 done, 1 problems found or refused, 2 words or options not understood";
}
