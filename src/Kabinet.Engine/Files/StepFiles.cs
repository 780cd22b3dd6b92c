using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Files;

/// <summary>
/// Files that come with a transition: received one by one, stored with it in one command. A refused transition leaves no file.
/// </summary>
public sealed class StepFiles : IAsyncDisposable
{
    private readonly RecordFiles files;
    private readonly Transition transition;
    private readonly bool isOpen;
    private readonly List<GivenFile> given = [];
    private bool isUnknown;

    internal StepFiles(RecordFiles files, Transition transition, bool isOpen) =>
        (this.files, this.transition, this.isOpen) = (files, transition, isOpen);

    /// <summary>Receives a file. What is wrong with it is told by <see cref="Take"/>, together with everything else.</summary>
    public async ValueTask Add(string group, string name, Stream content, CancellationToken cancellation = default)
    {
        var asked = transition.Files.FirstOrDefault(files => files.Group.Key == group);
        if (asked is null) given.Add(new(group, name, null));
        else given.Add(Apart(await files.Receiving.Receive(asked.Group, name, content, keep: isOpen, cancellation)));
    }

    /// <summary>Files that come together are different ones, none of them a new version of another.</summary>
    private GivenFile Apart(GivenFile file) =>
        file with { Name = FileName.Free(file.Name, given.Where(other => other.Group == file.Group).Select(other => other.Name)) };

    /// <summary>Takes the transition with the received files.</summary>
    public async ValueTask<Outcome> Take(Actor actor, Command.Transit step, CancellationToken cancellation = default)
    {
        // Where the command fails, its row may be committed all the same: the clean-up decides then.
        isUnknown = true;
        var outcome = await files.Execute(actor, step with { Files = [.. given] }, cancellation);
        isUnknown = false;
        if (outcome is not Outcome.Done) return outcome;
        // It is done, whoever still listens.
        foreach (var bytes in Kept) await files.Settle(bytes, CancellationToken.None);
        given.Clear();
        return outcome;
    }

    /// <summary>Deletes what was received and not stored.</summary>
    public ValueTask DisposeAsync()
    {
        if (isUnknown) return default;
        foreach (var bytes in Kept) files.Receiving.Discard(bytes);
        given.Clear();
        return default;
    }

    private IEnumerable<ReceivedBytes> Kept => given.Select(file => file.Bytes).OfType<ReceivedBytes>().Where(bytes => bytes.IsKept);
}
