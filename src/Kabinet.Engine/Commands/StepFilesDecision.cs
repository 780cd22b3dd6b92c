using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>Decides about the files that came with a transition. Pure.</summary>
internal static class StepFilesDecision
{
    /// <summary>Adds what is wrong with the files, each error at the input of its group.</summary>
    /// <param name="transition">The transition.</param>
    /// <param name="version">Version of the record.</param>
    /// <param name="given">The files that came.</param>
    /// <param name="exist">Whether the group with this index has a file already.</param>
    /// <param name="refusals">Receives the errors.</param>
    /// <exception cref="RefusedException">The files were not received, because the actor could not take the transition then.</exception>
    public static void Judge(Transition transition, int version, IReadOnlyList<GivenFile> given, Func<int, bool> exist, Refusals refusals)
    {
        for (var i = 0; i < transition.Files.Count; i++)
        {
            var files = transition.Files[i];
            if (!files.Definition.Optional && !exist(i) && given.All(file => file.Group != files.Group.Key))
                refusals.Add(files.Name, new("files.required"));
        }
        foreach (var file in given)
            if (transition.Files.All(files => files.Group.Key != file.Group))
                refusals.Add(AskedFiles.NameOf(file.Group), new("command.unknown_field"));
            else if (file.Refusal is { } refusal) refusals.Add(AskedFiles.NameOf(file.Group), refusal);
            else if (file.Bytes is not { IsKept: true }) throw new RefusedException(Outcome.Conflict.Whole(version));
    }
}
