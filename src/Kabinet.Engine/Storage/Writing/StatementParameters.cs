using System.Globalization;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>The parameters of one statement in order of their first use; equal ones share a place. Gives out the names of its joined tables too.</summary>
internal sealed class StatementParameters
{
    private readonly List<ParameterValue> all = [];
    private int aliases;

    /// <summary>What <c>@p0</c>, <c>@p1</c> … stand for, as <see cref="StatementTemplate"/> wants it.</summary>
    public IReadOnlyList<ParameterValue> All => all;

    /// <summary>The name of a parameter in the statement.</summary>
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

    /// <summary>A name for a table that no other of the statement has.</summary>
    public string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"j{++aliases}");
}
