using System.Globalization;

namespace Kabinet.Web.CommandLine;

/// <summary>What stands after a verb: words in order, options by name.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> words = [];

    private Arguments() { }

    /// <summary>What is no option.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The usage is asked for, and nothing else is read.</summary>
    public bool WantsHelp { get; private init; }

    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public static Arguments Read(Verb verb, IReadOnlyList<string> said)
    {
        var arguments = new Arguments { WantsHelp = said.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h" or "-?") };
        if (arguments.WantsHelp) return arguments;
        for (var i = 0; i < said.Count; i++)
            if (said[i] == "--")
            {
                arguments.words.AddRange(said.Skip(i + 1));
                break;
            }
            else if (said[i].StartsWith('-') && said[i].Length > 1) i += arguments.Take(verb, said[i], said.ElementAtOrDefault(i + 1));
            else if (said[i].Length == 0) throw new UsageException($"one of the words is empty. usage: {verb.Form}");
            else arguments.words.Add(said[i]);
        return arguments;
    }

    public bool Has(KnownOption option) => Options.YesNo(option.Name, this[option]) == true;

    public string? this[KnownOption option] => options.GetValueOrDefault(option.Name);

    /// <summary>A whole number from 1; null where the option is not there.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int? Number(KnownOption option) => this[option] is { } text ? NumberOf($"--{option.Name}", text) : null;

    /// <exception cref="UsageException">It is no whole number from 1.</exception>
    public static int NumberOf(string what, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new UsageException($"{what} is a number from 1, not '{text}'");

    /// <summary>The folder of definitions: the word after the verb, or <c>--solution</c>; null where neither is there.</summary>
    public string? Folder => words switch
    {
        [var folder] => Options.FullPath("DIR", folder),
        [] when this[KnownOptions.Solution] is { } folder => Options.FullPath("--solution", folder),
        _ => null,
    };

    /// <summary>How the installation runs.</summary>
    /// <exception cref="UsageException">An option is not understood.</exception>
    public Options Installation() =>
        Options.Read([.. KnownOptions.Installation.Where(option => options.ContainsKey(option.Name))
            .Select(option => $"--{option.Name}={options[option.Name]}")]);

    /// <returns>How many of the following words belong to the option.</returns>
    private int Take(Verb verb, string said, string? next)
    {
        var (name, value) = said.IndexOf('=', StringComparison.Ordinal) is var sign and > 0 ? (said[..sign], said[(sign + 1)..])
            : (said, null);
        var option = name.StartsWith("--", StringComparison.Ordinal) ? verb.Options.FirstOrDefault(known => known.Name == name[2..]) : null;
        if (option is null)
            throw new UsageException($"{verb.Name} has no option '{name}'."
                + $"{UsageException.Guess(name, verb.Options.Select(known => "--" + known.Name))} {verb.KnownOptionsText}");
        if (option.Value is null) options[option.Name] = value ?? "true";
        else if (value is { Length: 0 }) throw new UsageException($"'{name}' lacks its value: {option}");
        else if (value is not null) options[option.Name] = value;
        else if (next is null || next.StartsWith("--", StringComparison.Ordinal))
            throw new UsageException($"'{name}' lacks its value: {option}");
        else
        {
            options[option.Name] = next;
            return 1;
        }
        return 0;
    }
}
