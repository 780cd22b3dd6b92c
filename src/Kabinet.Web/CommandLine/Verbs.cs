using Kabinet.Engine.Backups;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary>What the executable can be asked to do: <c>kabinet VERB …</c>; without a verb it serves.</summary>
internal static class Verbs
{
    private const int Wrong = 1;
    private const int Misused = 2;

    /// <summary>All of them in alphabetical order, which is the table of contents.</summary>
    public static readonly IReadOnlyList<Verb> All =
    [
        ApplyVerb.Verb,
        BackupVerb.Verb,
        CheckVerb.Verb,
        ExportVerb.Verb,
        BackupVerb.Restoring,
        RevertVerb.Verb,
        RevisionsVerb.Verb,
        SchemaVerb.Verb,
        ServeVerb.Verb,
        UserVerb.Verb,
    ];

    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        try { return await Do(arguments, output); }
        catch (UsageException misuse) { return await Tell(output, misuse.Message, Misused); }
        catch (SolutionException wrong)
        {
            var count = Texts.Say("problem.count", wrong.Language, wrong.Problems.Count);
            return await Tell(output, $"{count}{Environment.NewLine}{wrong.Message}", Wrong);
        }
        catch (PublicationException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (BackupException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (SchemaException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (DatabaseUnavailableException silent)
        {
            return await Tell(output, $"the database does not answer: {silent.InnerException?.Message}", Wrong);
        }
        catch (IOException refused) { return await Tell(output, refused.Message, Wrong); }
        catch (UnauthorizedAccessException refused) { return await Tell(output, refused.Message, Wrong); }
    }

    private static async Task<int> Do(string[] said, TextWriter output)
    {
        if (said is ["--help" or "-h" or "-?" or "help", ..]) return await Overview(output);
        var name = said.Length > 0 && !said[0].StartsWith('-') ? said[0] : null;
        var verb = All.FirstOrDefault(verb => verb.Name == (name ?? ServeVerb.Verb.Name))
            ?? throw new UsageException($"unknown verb '{name}'. Known: {string.Join(", ", All.Select(verb => verb.Name))}");
        var arguments = Arguments.Read(verb, name is null ? said : said[1..]);
        if (!arguments.WantsHelp) return await verb.Run(arguments, output);
        await output.WriteLineAsync(verb.Usage);
        return 0;
    }

    private static async Task<int> Overview(TextWriter output)
    {
        await output.WriteLineAsync("usage: kabinet VERB …, without a verb it serves");
        foreach (var verb in All) await output.WriteLineAsync($"  {verb.Name,-10} {verb.Does}");
        await output.WriteLineAsync("'kabinet VERB --help' tells the words and options of a verb.");
        return 0;
    }

    private static async Task<int> Tell(TextWriter output, string text, int code)
    {
        await output.WriteLineAsync($"kabinet: {text}");
        return code;
    }
}
