using Kabinet.Engine.Publishing;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary>What a publication would do, for the console, in the language of the solution.</summary>
internal static class PreviewText
{
    public static async Task Write(Preview preview, TextWriter output)
    {
        var language = preview.Language;
        foreach (var file in preview.Files) await output.WriteLineAsync(Texts.Say(KeyOf(file.Fate), language, file.Path));
        foreach (var file in preview.Merge?.Kept ?? [])
            await output.WriteLineAsync(Texts.Say("publish.file.kept", language, file.Path));
        foreach (var message in preview.Tables.Concat(preview.Pages).Concat(preview.Rights))
            await output.WriteLineAsync(Texts.Say(message, language));
        if (preview.Plan is { IsEmpty: true }) await output.WriteLineAsync(Texts.Say("publish.table.none", language));
        var warning = Texts.Say("problem.warning", language);
        foreach (var problem in preview.Warnings) await output.WriteLineAsync($"{warning}: {problem.Say(language)}");
    }

    /// <summary>The end of a dry run: what stands against it, or the number it would have.</summary>
    public static async Task<int> Conclude(Preview preview, TextWriter output)
    {
        foreach (var problem in preview.Problems) await output.WriteLineAsync(problem.Say(preview.Language));
        var isNew = preview.Files.Count > 0 || preview.Plan is { IsEmpty: false };
        await output.WriteLineAsync(preview.Problems.Count > 0 ? Texts.Say("publish.dry.refused", preview.Language)
            : isNew ? Texts.Say("publish.dry.number", preview.Language, preview.Number)
            : Texts.Say("publish.dry.nothing", preview.Language));
        return preview.Problems.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static string KeyOf(FileFate fate) => fate switch
    {
        FileFate.Added => "publish.file.added",
        FileFate.Changed => "publish.file.changed",
        _ => "publish.file.removed",
    };
}
