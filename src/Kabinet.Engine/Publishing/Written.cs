using System.Text.Json;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>What a folder says, read once: linked, and as the text that a revision keeps.</summary>
/// <param name="Solution">Linked, without a number yet.</param>
/// <param name="Text">Texts of the files by path, as JSON.</param>
internal sealed record Written(Solution Solution, string Text)
{
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    public static Written In(string folder, Kinds kinds)
    {
        var files = SolutionReader.Files(folder);
        return new(SolutionLinker.Link(SolutionReader.Read(files, kinds), 0, kinds), JsonSerializer.Serialize(files));
    }
}
