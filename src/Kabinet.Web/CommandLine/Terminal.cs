namespace Kabinet.Web.CommandLine;

/// <summary>Where a verb writes.</summary>
/// <param name="Output">Results: what another program may read.</param>
/// <param name="Error">Refusals, and which installation is meant.</param>
/// <param name="IsColoured">True if a person reads the output on a terminal and has not switched colours off.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsColoured = false)
{
    private const int Red = 31;
    private const int Yellow = 33;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() =>
        new(Console.Out, Console.Error, MayColour(Console.IsOutputRedirected, Environment.GetEnvironmentVariable));

    /// <summary>Colours only on a terminal that knows them, and never with <c>NO_COLOR</c> (https://no-color.org).</summary>
    public static bool MayColour(bool isRedirected, Func<string, string?> variable) =>
        !isRedirected && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") is not "dumb";

    public string Bad(string text) => Coloured(text, Red);

    public string Doubtful(string text) => Coloured(text, Yellow);

    private string Coloured(string text, int colour) => IsColoured ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
