using Kabinet.Engine.Publishing;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet export DIR</c>: the definitions that serve, as files.</summary>
internal static class ExportVerb
{
    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [{ } folder, .. var flags] || folder.StartsWith('-')) throw new UsageException("export DIR [--database …]");
        try
        {
            var revision = await Export.To(Path.GetFullPath(folder), Options.Read(flags).ToEngine()) ?? throw new UsageException("there is no database, or it is empty: nothing to export");
            await output.WriteLineAsync($"{folder}: revision {revision}.");
            return 0;
        }
        catch (IOException refused) { throw new UsageException(refused.Message); }
    }
}
