using Kabinet.Engine.Backups;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary>What the executable can be asked to do: <c>kabinet VERB …</c>; without a verb it serves.</summary>
internal static class Verbs
{
    private const int Wrong = 1;
    private const int Misused = 2;

    private static readonly SortedDictionary<string, Func<string[], TextWriter, Task<int>>> All = new(StringComparer.Ordinal)
    {
        ["apply"] = ApplyVerb.Run,
        ["backup"] = BackupVerb.Run,
        ["check"] = CheckVerb.Run,
        ["export"] = ExportVerb.Run,
        ["restore"] = BackupVerb.Restore,
        ["schema"] = SchemaVerb.Run,
        ["serve"] = ServeVerb.Run,
        ["user"] = UserVerb.Run,
    };

    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        var verb = arguments.Length > 0 && !arguments[0].StartsWith('-') ? arguments[0] : null;
        try { return All.TryGetValue(verb ?? "serve", out var run) ? await run(verb is null ? arguments : arguments[1..], output) : throw new UsageException($"unknown verb '{verb}'. Known: {string.Join(", ", All.Keys)}"); }
        catch (UsageException misuse) { return await Tell(output, misuse.Message, Misused); }
        catch (SolutionException wrong) { return await Tell(output, $"{Texts.Say("problem.count", wrong.Language, wrong.Problems.Count)}{Environment.NewLine}{wrong.Message}", Wrong); }
        catch (BackupException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (SchemaException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (DatabaseUnavailableException silent) { return await Tell(output, $"the database does not answer: {silent.InnerException?.Message}", Wrong); }
    }

    private static async Task<int> Tell(TextWriter output, string text, int code)
    {
        await output.WriteLineAsync($"kabinet: {text}");
        return code;
    }
}
