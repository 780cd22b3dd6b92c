using Kabinet.Engine;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Solutions;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet schema</c>: the JSON Schema of definition files, for editors.</summary>
internal static class SchemaVerb
{
    public static readonly Verb Verb = new("schema", "", "Prints the JSON Schema of the files of a solution, for editors.", [], Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words.Count > 0) throw Verb.Misused();
        await output.WriteLineAsync(SchemaWriter.Write(ProductKinds.All, FilesBeside.All));
        return 0;
    }
}
