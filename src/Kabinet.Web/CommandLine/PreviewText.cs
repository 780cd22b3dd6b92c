using Kabinet.Engine.Publishing;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary>What a publication would do, for the console.</summary>
internal static class PreviewText
{
    public static async Task Write(Preview preview, TextWriter output)
    {
        foreach (var file in preview.Files) await output.WriteLineAsync(Said(file));
        foreach (var file in preview.Merge?.Kept ?? []) await output.WriteLineAsync($"kept as the database has it: {file.Path}");
        if (preview.Plan is { IsEmpty: false } plan) await output.WriteLineAsync(plan.ToString());
        if (preview.Plan is { IsEmpty: true }) await output.WriteLineAsync("The tables stand as the definitions need them.");
        foreach (var right in preview.Rights) await output.WriteLineAsync($"rights: {right}");
        var warning = Texts.Say("problem.warning", preview.Language);
        foreach (var problem in preview.Warnings) await output.WriteLineAsync($"{warning}: {problem.Say(preview.Language)}");
    }

    /// <summary>The end of a dry run: what stands against it, or the number it would have.</summary>
    public static async Task<int> Conclude(Preview preview, TextWriter output)
    {
        foreach (var problem in preview.Problems) await output.WriteLineAsync(problem.Say(preview.Language));
        var isNew = preview.Files.Count > 0 || preview.Plan is { IsEmpty: false };
        await output.WriteLineAsync(preview.Problems.Count > 0 ? "It would be refused; nothing was written."
            : isNew ? $"It would be revision {preview.Number}; nothing was written." : "Nothing would change.");
        return preview.Problems.Count > 0 ? 1 : 0;
    }

    public static string Said(FileChange file) => $"{file.Fate.ToString().ToLowerInvariant()} {file.Path}";
}
