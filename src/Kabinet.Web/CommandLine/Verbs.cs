namespace Kabinet.Web.CommandLine;

/// <summary>What the executable can be asked to do: <c>kabinet VERB …</c>; without a verb it serves.</summary>
internal static class Verbs
{
    private static readonly SortedDictionary<string, Func<string[], TextWriter, Task<int>>> All = new(StringComparer.Ordinal)
    {
        ["serve"] = ServeVerb.Run,
    };

    public static Task<int> Run(string[] arguments, TextWriter output)
    {
        var verb = arguments.Length > 0 && !arguments[0].StartsWith('-') ? arguments[0] : null;
        return All.TryGetValue(verb ?? "serve", out var run) ? run(verb is null ? arguments : arguments[1..], output) : Unknown(verb!, output);
    }

    private static async Task<int> Unknown(string verb, TextWriter output)
    {
        await output.WriteLineAsync($"kabinet: unknown verb '{verb}'. Known: {string.Join(", ", All.Keys)}");
        return 2;
    }
}
