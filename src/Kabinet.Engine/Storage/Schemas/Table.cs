using System.Text.Json.Serialization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>One table, existing or needed.</summary>
/// <param name="Name">Name; names of system tables start with an underscore.</param>
internal sealed record Table(string Name)
{
    /// <summary>Columns in order, without the identity column <c>id</c> of a table without a <see cref="Key"/>.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }
    /// <summary>Columns of the primary key; when empty, the table has an identity column <c>id</c>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];
    /// <summary>Indexes besides the primary key.</summary>
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];
    /// <summary>What the words of its records are built from; null when records are not searched.</summary>
    public TableWords? Words { get; init; }

    /// <summary>
    /// Version of <see cref="Engine.Words.Folding"/> that the indexes of folded texts were built by; 0 where there is none.
    /// </summary>
    public int Folding { get; init; }

    /// <summary>The column with a name, or null.</summary>
    public TableColumn? Find(string column) => Columns.FirstOrDefault(candidate => candidate.Name == column);
}

/// <summary>One column.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type; a reference has a foreign key to its entity's table.</param>
/// <param name="Required">Not null; only for columns created together with the table.</param>
internal sealed record TableColumn(string Name, DataType Type, bool Required = false)
{
    /// <summary>Allowed keys of a choice; null for other types and when any key is allowed.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
    /// <summary>Default of the column in SQL, a whole number; null for none.</summary>
    public long? Default { get; init; }
    /// <summary>Value for rows that existed before the column; null for none.</summary>
    [JsonIgnore]
    public object? Fill { get; init; }
    /// <summary>Column that such rows copy their value from instead; null for none.</summary>
    [JsonIgnore]
    public string? FillFrom { get; init; }
}

/// <summary>One index. Its name lists its columns: <c>request.manager.created_at</c>.</summary>
/// <param name="Columns">
/// Columns in order; <c>fold(name)</c> is the folded text of a column, <c>natural(name)</c> the same with its numbers as numbers.
/// </param>
/// <param name="Unique">No two rows are equal.</param>
/// <param name="Live">Rows in the trash are left out.</param>
internal sealed record TableIndex(IReadOnlyList<string> Columns, bool Unique = false, bool Live = false)
{
    private const int Longest = 60;
    private const string Folded = "fold(", Natural = "natural(";

    /// <summary>The part that holds a text field as lists order it.</summary>
    public static string Ordered(Field field) => field.IsNatural ? $"{Natural}{field.Key})" : Fold(field.Key);

    public static string Fold(string column) => $"{Folded}{column})";

    /// <summary>The column behind a part of the index.</summary>
    public static string ColumnOf(string part) => IsFolded(part) ? part[(part.IndexOf('(', StringComparison.Ordinal) + 1)..^1] : part;

    /// <summary>Whether the part is a folded text, natural or not.</summary>
    public static bool IsFolded(string part) =>
        part.StartsWith(Folded, StringComparison.Ordinal) || part.StartsWith(Natural, StringComparison.Ordinal);

    /// <summary>The same part of another column.</summary>
    public static string Over(string part, string column) =>
        !IsFolded(part) ? column : part.StartsWith(Natural, StringComparison.Ordinal) ? $"{Natural}{column})" : Fold(column);

    /// <summary>The part in SQL.</summary>
    public static string Sql(string part, Dialect dialect)
    {
        var column = Dialect.Quote(ColumnOf(part));
        return part.StartsWith(Natural, StringComparison.Ordinal) ? dialect.Natural(column)
            : IsFolded(part) ? dialect.Fold(column) : column;
    }

    /// <summary>Index name: deterministic, at most 60 characters; a longer name is cut and ends in a hash.</summary>
    public string NameIn(string table)
    {
        var name = $"{table}.{string.Join('.', Columns)}{(Unique ? ".unique" : "")}";
        return name.Length <= Longest ? name : $"{name[..(Longest - 9)]}.{Hash(name):x8}";
    }

    public bool Equals(TableIndex? other) =>
        other is not null && Unique == other.Unique && Live == other.Live && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(string.Join('.', Columns), Unique, Live);

    /// <summary>FNV-1a hash: the same in every process, unlike the hash codes of .NET.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);
}
