using Kabinet.Engine;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet schema</c>: the JSON Schema of definition files, for editors.</summary>
internal static class SchemaVerb
{
    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length > 0) throw new UsageException("schema");
        await output.WriteLineAsync(SchemaWriter.Write(PlatformKinds.All));
        return 0;
    }
}
