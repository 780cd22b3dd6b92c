namespace Kabinet.Web.CommandLine;

/// <summary>One thing the executable can be asked to do.</summary>
/// <param name="Name">The word.</param>
/// <param name="Words">What stands after it besides options.</param>
/// <param name="Does">What it does, in a sentence.</param>
/// <param name="Options">Options it understands.</param>
/// <param name="Run">Does it and tells the exit code.</param>
internal sealed record Verb(string Name, string Words, string Does, IReadOnlyList<KnownOption> Options,
    Func<Arguments, Terminal, Task<int>> Run)
{
    /// <summary>The words alone, as they are to be written.</summary>
    public string Form => $"kabinet {Name} {Words}".TrimEnd() + (Options.Count > 0 ? " [options]" : "");

    /// <summary>The verb works on an installation, and says which one before it begins.</summary>
    public bool OpensInstallation => Options.Contains(KnownOptions.Data);

    public string KnownOptionsText => Options.Count == 0 ? "It has none."
        : $"It knows {string.Join(", ", Options.Select(option => "--" + option.Name).Order(StringComparer.Ordinal))}.";

    /// <summary>The words and options are not understood; says how they are to be.</summary>
    public UsageException Misused() => new($"usage: {Form}");

    /// <summary>Everything about the verb.</summary>
    public string Usage => string.Join(Environment.NewLine,
    [
        $"usage: {Form}", Does, "", .. Options.Count == 0 ? Array.Empty<string>() : ["options (--option VALUE or --option=VALUE):"],
        .. Options.Select(option => $"  {option,-28} {option.Meaning}"), $"  {"--help, -h",-28} print this and do nothing", "",
        ExitCodes.Text,
    ]);
}
