using Kabinet.Engine.Access;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet access DIR [--write]</c>: who may see and do what, by role and entity, as Markdown.</summary>
internal static class AccessVerb
{
    private static readonly KnownOption Write =
        new("write", null, $"write it to {ApprovedAccess.FileName} of the folder, with which 'kabinet check' compares from then on");

    public static readonly Verb Verb = new("access", "DIR", "Tells who may see and do what, by role and entity.",
        [KnownOptions.Folder, Write], Run) { Takes = arguments => arguments.Folder is not null };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var folder = arguments.Folder ?? throw Verb.Misused();
        var found = SolutionCheck.Accepted(folder, ProductKinds.All);
        if (!arguments.Has(Write)) await terminal.Output.WriteAsync(AccessReport.Write(found.Solution!));
        else
        {
            await ApprovedAccess.Write(folder, found.Solution!);
            await terminal.Output.WriteLineAsync(Texts.Say("access.approved", found.Language, ApprovedAccess.FileName));
        }
        return ExitCodes.Done;
    }
}
