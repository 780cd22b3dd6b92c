using System.Globalization;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Parameters of one statement in order of first use; equal ones share a placeholder. Also makes aliases for joined tables.
/// </summary>
internal sealed class StatementParameters
{
    private readonly List<ParameterValue> all = [];
    private int aliases;

    /// <summary>Values of <c>@p0</c>, <c>@p1</c> and so on, as <see cref="StatementTemplate"/> needs them.</summary>
    public IReadOnlyList<ParameterValue> All => all;

    /// <summary>The placeholder of a parameter in the statement.</summary>
    public string Add(ParameterValue parameter)
    {
        var place = all.IndexOf(parameter);
        if (place < 0)
        {
            place = all.Count;
            all.Add(parameter);
        }
        return string.Create(CultureInfo.InvariantCulture, $"@p{place}");
    }

    /// <summary>An alias that is unique within the statement.</summary>
    public string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"j{++aliases}");
}
