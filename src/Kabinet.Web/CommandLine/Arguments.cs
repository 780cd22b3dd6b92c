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

    /// <summary>The usage is asked for, nothing else.</summary>
    public bool WantsHelp { get; private set; }

    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public static Arguments Read(Verb verb, IReadOnlyList<string> said)
    {
        var arguments = new Arguments();
        for (var i = 0; i < said.Count; i++)
            if (said[i] is "--help" or "-h" or "-?") arguments.WantsHelp = true;
            else if (said[i].StartsWith('-') && said[i].Length > 1) i += arguments.Take(verb, said[i], said.ElementAtOrDefault(i + 1));
            else arguments.words.Add(said[i]);
        return arguments;
    }

    public bool Has(KnownOption option) => options.TryGetValue(option.Name, out var value)
        && (bool.TryParse(value, out var wanted) ? wanted : throw new UsageException($"--{option.Name} is true or false, not '{value}'"));

    public string? this[KnownOption option] => options.GetValueOrDefault(option.Name);

    /// <summary>A whole number from 1; null where the option is not there.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int? Number(KnownOption option) => this[option] is { } text ? NumberOf($"--{option.Name}", text) : null;

    /// <exception cref="UsageException">It is no whole number from 1.</exception>
    public static int NumberOf(string what, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new UsageException($"{what} is a number from 1, not '{text}'");

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
        if (option is null) throw new UsageException($"{verb.Name} has no option '{name}'. {verb.KnownOptionsText}");
        if (option.Value is null) options[option.Name] = value ?? "true";
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
