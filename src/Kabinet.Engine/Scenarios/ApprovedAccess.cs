using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Scenarios;

/// <summary>The approved rights of a solution, <c>access.approved.md</c> in its folder, with which the present ones are compared.</summary>
public static class ApprovedAccess
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "access.approved.md";

    /// <summary>Approves the rights as they are.</summary>
    public static Task Write(string folder, Solution solution) =>
        File.WriteAllTextAsync(Path.Combine(folder, FileName), AccessReport.Write(solution).ReplaceLineEndings("\n"));

    /// <summary>The first line in which the rights are not those approved; null where they are, or none are approved.</summary>
    public static Problem? Difference(string folder, Solution solution)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        var (approved, present) = (Lines(File.ReadAllText(file)), Lines(AccessReport.Write(solution)));
        var same = approved.Zip(present).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == approved.Length && same == present.Length ? null
            : new(new(FileName, Math.Min(same + 1, approved.Length)),
                new("problem.access.differs", approved.ElementAtOrDefault(same) ?? "", present.ElementAtOrDefault(same) ?? ""),
                new("problem.hint.approve"));
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
