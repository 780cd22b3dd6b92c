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
    /// <summary>All of them in alphabetical order, which is the table of contents.</summary>
    public static readonly IReadOnlyList<Verb> All =
    [
        AccessVerb.Verb,
        ApplyVerb.Verb,
        BackupVerb.Verb,
        CheckVerb.Verb,
        ExportVerb.Verb,
        NewVerb.Verb,
        BackupVerb.Restoring,
        RevertVerb.Verb,
        RevisionsVerb.Verb,
        ScenariosVerb.Verb,
        SchemaVerb.Verb,
        ServeVerb.Verb,
        UserVerb.Verb,
    ];

    public static async Task<int> Run(string[] arguments, Terminal terminal)
    {
        try { return await Do(arguments, terminal); }
        catch (UsageException misuse) { return await Refuse(terminal, misuse.Message, ExitCodes.Misused); }
        catch (SolutionException wrong)
        {
            var count = Texts.Say("problem.count", wrong.Language, wrong.Problems.Count);
            return await Refuse(terminal, $"{count}{Environment.NewLine}{wrong.Message}", ExitCodes.Refused);
        }
        catch (Exception refused) when (refused is RefusedException or PublicationException or BackupException
            or SchemaException or IOException or UnauthorizedAccessException)
        {
            return await Refuse(terminal, refused.Message, ExitCodes.Refused);
        }
        catch (DatabaseUnavailableException silent)
        {
            return await Refuse(terminal, $"the database does not answer: {silent.InnerException?.Message}", ExitCodes.Refused);
        }
    }

    private static async Task<int> Do(string[] said, Terminal terminal)
    {
        if (said is ["--help" or "-h" or "-?" or "help"]) return await Overview(terminal.Output);
        if (said is ["help", { } asked, ..]) said = [asked, "--help"];
        var name = said.Length > 0 && !said[0].StartsWith('-') ? said[0] : null;
        var verb = Named(name ?? ServeVerb.Verb.Name);
        var arguments = Arguments.Read(verb, name is null ? said : said[1..]);
        if (!arguments.WantsHelp)
        {
            if (!verb.Takes(arguments)) throw verb.Misused();
            if (verb.OpensInstallation) await terminal.Error.WriteLineAsync(arguments.Installation().Told);
            return await verb.Run(arguments, terminal);
        }
        await terminal.Output.WriteLineAsync(verb.Usage);
        return ExitCodes.Done;
    }

    private static Verb Named(string name) => All.FirstOrDefault(verb => verb.Name == name)
        ?? throw new UsageException($"unknown verb '{name}'.{UsageException.Guess(name, All.Select(verb => verb.Name))} "
            + $"Known: {string.Join(", ", All.Select(verb => verb.Name))}");

    private static async Task<int> Overview(TextWriter output)
    {
        await output.WriteLineAsync("usage: kabinet VERB …, without a verb it serves");
        foreach (var verb in All) await output.WriteLineAsync($"  {verb.Name,-10} {verb.Does}");
        await output.WriteLineAsync("'kabinet VERB --help' and 'kabinet help VERB' tell the words and options of a verb.");
        await output.WriteLineAsync(ExitCodes.Text);
        return ExitCodes.Done;
    }

    private static async Task<int> Refuse(Terminal terminal, string text, int code)
    {
        await terminal.Error.WriteLineAsync($"kabinet: {text}");
        return code;
    }
}
