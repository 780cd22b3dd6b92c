using Kabinet.Engine;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet serve</c>: opens the installation and serves it until it is told to stop.</summary>
internal static class ServeVerb
{
    public static async Task<int> Run(string[] flags, TextWriter output)
    {
        var options = Options.Read(flags);
        await using var engine = await KabinetEngine.Open(new() { SolutionFolder = options.Solution, Database = options.Database, DataFolder = options.Data });
        await using var app = Program.Build(options, engine);
        await app.RunAsync();
        return 0;
    }
}
