using System.Text.Json.Serialization;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>One table, as it stands in the database or as it should.</summary>
/// <param name="Name">Name; those of the platform start with an underscore.</param>
internal sealed record Table(string Name)
{
    /// <summary>Columns in order, without the identity column <c>id</c> of a table that has no <see cref="Key"/> of its own.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }
    /// <summary>Columns of the primary key; empty, the table has an identity column <c>id</c>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];
    /// <summary>Indexes besides the primary key.</summary>
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];
    /// <summary>What the words of its records are made of; null where they are not searched.</summary>
    public TableWords? Words { get; init; }

    /// <summary>The column of a name, or null.</summary>
    public TableColumn? Find(string column) => Columns.FirstOrDefault(candidate => candidate.Name == column);
}

/// <summary>One column.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type; a reference has a foreign key to its entity's table.</param>
/// <param name="Required">Never null; only for columns that are there from the birth of the table.</param>
internal sealed record TableColumn(string Name, DataType Type, bool Required = false)
{
    /// <summary>Keys a choice may hold; null for other types and where any key is good.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
    /// <summary>What a row gets that does not say; a whole number.</summary>
    public long? Default { get; init; }
    /// <summary>What the rows that were there before the column get.</summary>
    [JsonIgnore]
    public object? Fill { get; init; }
    /// <summary>The column whose values those rows get instead.</summary>
    [JsonIgnore]
    public string? FillFrom { get; init; }
}

/// <summary>One index. Its name tells its columns: <c>request.manager.created_at</c>.</summary>
/// <param name="Columns">Columns in order; <c>fold(name)</c> is the folded text of a column.</param>
/// <param name="Unique">No two rows alike.</param>
/// <param name="Live">Rows of the trash are left out.</param>
internal sealed record TableIndex(IReadOnlyList<string> Columns, bool Unique = false, bool Live = false)
{
    private const int Longest = 60;
    private const string Folding = "fold(";

    public static string Fold(string column) => $"{Folding}{column})";

    /// <summary>The column behind a part of the index.</summary>
    public static string ColumnOf(string part) => part.StartsWith(Folding, StringComparison.Ordinal) ? part[Folding.Length..^1] : part;

    public static bool IsFolded(string part) => part.StartsWith(Folding, StringComparison.Ordinal);

    /// <summary>Deterministic and at most 60 characters: what does not fit ends in a hash of the whole.</summary>
    public string NameIn(string table)
    {
        var name = $"{table}.{string.Join('.', Columns)}{(Unique ? ".unique" : "")}";
        return name.Length <= Longest ? name : $"{name[..(Longest - 9)]}.{Hash(name):x8}";
    }

    public bool Equals(TableIndex? other) => other is not null && Unique == other.Unique && Live == other.Live && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(string.Join('.', Columns), Unique, Live);

    /// <summary>FNV-1a: the same in every process, which the hash codes of .NET are not.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);
}
