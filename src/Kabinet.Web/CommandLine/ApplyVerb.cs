using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet apply DIR [--dry-run]</c>: brings the database to the definitions, or tells what that would change.</summary>
internal static class ApplyVerb
{
    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        var flags = arguments.Where(argument => argument.StartsWith('-')).ToArray();
        if (arguments.Except(flags).ToArray() is not [{ } folder]) throw new UsageException("apply DIR [--dry-run] [--database …]");
        var options = Options.Read([.. flags.Where(flag => flag != "--dry-run")]) with { Solution = Path.GetFullPath(folder) };
        var plan = await KabinetEngine.Plan(options.ToEngine());
        await output.WriteLineAsync(plan.IsEmpty ? "The tables stand as the definitions need them." : plan.ToString());
        if (flags.Contains("--dry-run")) return 0;
        await using var engine = await KabinetEngine.Open(options.ToEngine());
        await output.WriteLineAsync($"Revision {engine.Solution.Value.Revision} is published.");
        return 0;
    }
}
