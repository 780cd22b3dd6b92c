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
    /// <summary>Whether the words are those that it needs, asked before anything is opened.</summary>
    public Func<Arguments, bool> Takes { get; init; } = _ => true;

    /// <summary>The words alone, as they are to be written.</summary>
    public string Form => $"kabinet {Name} {Words}".TrimEnd() + (Options.Count > 0 ? " [options]" : "");

    /// <summary>The verb works on an installation, and says which one before it begins.</summary>
    public bool OpensInstallation => Options.Contains(KnownOptions.Data);

    public string KnownOptionsText => Options.Count == 0 ? "It has none."
        : $"It knows {string.Join(", ", Shown.Select(option => "--" + option.Name).Order(StringComparer.Ordinal))}"
            + (IsServing || !OpensInstallation ? "." : ", and those of serve.");

    private bool IsServing => Name == "serve";

    // What says which installation is meant belongs to every verb that opens one; how it is served does not.
    private IEnumerable<KnownOption> Shown => IsServing ? Options
        : Options.Where(option => !KnownOptions.Serving.Contains(option));

    /// <summary>The words and options are not understood; says how they are to be.</summary>
    public UsageException Misused() => new($"usage: {Form}");

    /// <summary>Everything about the verb.</summary>
    public string Usage => string.Join(Environment.NewLine,
    [
        $"usage: {Form}", Does, "", .. Options.Count == 0 ? Array.Empty<string>() : ["options (--option VALUE or --option=VALUE):"],
        .. Shown.Select(option => $"  {option,-28} {option.Meaning}"), $"  {"--help, -h",-28} print this and do nothing",
        .. IsServing || !OpensInstallation ? Array.Empty<string>()
            : ["  Options of the server are taken as well, so that one line of options fits every verb: 'kabinet serve --help'."],
        "",
        ExitCodes.Text,
    ]);
}
