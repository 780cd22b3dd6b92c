using Kabinet.Engine.Model;
using Kabinet.Web.Blocks;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Dialogs;

/// <summary>Reads the groups that a transition asks files for: what is there already, and what was wrong with what was sent.</summary>
internal sealed class StepFilesReader(RequestContext here, Entity entity, Transition transition)
{
    public async ValueTask<IReadOnlyList<FormFiles>> Read(long id, Rejected? rejected)
    {
        if (transition.Files.Count == 0) return [];
        var kept = await here.Engine.Files.List(here.Actor, entity, id, here.Cancellation) ?? [];
        return [.. transition.Files.Select(asked => Read(asked, kept.Count(file => file.Group == asked.Group.Key), rejected))];
    }

    private FormFiles Read(AskedFiles asked, int kept, Rejected? rejected)
    {
        var (group, written) = (asked.Group.Definition, asked.Definition);
        var title = here.Say(written.Title ?? group.Title);
        return new(asked.Group.Key, title, title, Help(written.Help ?? group.Help, kept, group.MaxMegabytes))
        {
            Optional = written.Optional || kept > 0,
            Errors = [.. Errors(asked, rejected)],
        };
    }

    private string Help(Engine.Words.LocalizedText? help, int kept, int megabytes) => string.Join(". ", ((string?[])
    [
        help is null ? null : here.Say(help).TrimEnd('.'), here.Say("files.limit", megabytes),
        kept == 0 ? null : here.Say("files.there", kept),
    ]).OfType<string>());

    // A browser does not put chosen files back into a form, so whoever chose some is told to choose them once more.
    private IEnumerable<string> Errors(AskedFiles asked, Rejected? rejected)
    {
        if (rejected is null) return [];
        var told = rejected.Errors.GetValueOrDefault(asked.Name)?.Select(here.Say) ?? [];
        return rejected.Form.Files.Any(file => file.Name == asked.Name && file.FileName.Length > 0)
            ? told.Append(here.Say("files.choose_again")) : told;
    }
}
