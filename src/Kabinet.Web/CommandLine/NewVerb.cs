using System.Reflection;
using System.Text;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet new DIR</c>: writes a small solution to begin from. Its files are in <c>NewSolution</c>.</summary>
internal static class NewVerb
{
    private const string Prefix = "new/";
    /// <summary>The key that the template has, for which the name of the folder is put where it is a key.</summary>
    private const string Key = "office";

    public static readonly Verb Verb = new("new", "DIR",
        "Writes a small solution that runs, with a demo and a scenario, into a folder that is empty or not there.", [], Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var folder = arguments.Folder ?? throw Verb.Misused();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new RefusedException($"{folder} is not empty");
        foreach (var name in Names()) await Write(folder, name);
        await terminal.Output.WriteLineAsync(string.Join(Environment.NewLine,
        [
            $"{folder}: a solution of {Names().Count()} files. What to do with it:",
            $"  kabinet check {folder}",
            $"  kabinet scenarios {folder}",
            $"  kabinet serve --solution {folder} --data {folder}-data --demo",
        ]));
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static async Task Write(string folder, string name)
    {
        var file = Path.Combine(folder, name[Prefix.Length..].Replace('\\', '/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        if (Path.GetFileName(file) == "solution.yaml")
            text = text.Replace($"solution: {Key}", $"solution: {KeyOf(folder)}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text);
    }

    private static string KeyOf(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return name.Length > 0 && char.IsAsciiLetterLower(name[0])
            && name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign)) ? name : Key;
    }
}
