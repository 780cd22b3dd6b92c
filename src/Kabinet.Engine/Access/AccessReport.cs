using System.Text;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// A report of all rights, by role and entity: the rules as their authors wrote them, with named conditions expanded, and the fields.
/// It is stored beside the solution as <c>access.approved.md</c>, so that every change of rights shows up as a diff.
/// </summary>
public static class AccessReport
{
    /// <summary>The report of a solution as Markdown. A right that is not listed does not exist.</summary>
    public static string Write(Solution solution)
    {
        var text = new StringBuilder("# Who may see and do what\n\nWritten by the platform from the definitions of `")
            .Append(solution.Settings.Solution)
            .Append("` and compared by `kabinet check`; what is not listed nobody may.\n");
        foreach (var (role, rights) in RoleRights.Of(solution))
        {
            text.Append("\n## ").Append(role.Key).Append('\n');
            foreach (var right in rights.Where(right => right.Entity is null)) text.Append('\n').Append(Line(right)).Append('\n');
            foreach (var entity in rights.Where(right => right.Entity is not null).GroupBy(right => right.Entity))
            {
                text.Append("\n### ").Append(role.Key).Append(" × ").Append(entity.Key).Append("\n\n");
                foreach (var right in entity) text.Append(Line(right)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Line(RoleRight right) => right.Kind.Line
        .Replace("{name}", Code(right.Name), StringComparison.Ordinal)
        .Replace("{items}", right.HasAll ? "all" : string.Join(", ", right.Items), StringComparison.Ordinal)
        .Replace("{codes}", string.Join(", ", right.Items.Select(Code)), StringComparison.Ordinal)
        .Replace("{rules}", string.Join(" or ", right.Rules.Select(Code)), StringComparison.Ordinal);

    /// <summary>A text as code.</summary>
    internal static string Code(string text) => $"`{text}`";
}
