using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>
/// Prepared commands of one connection by their text; where there are too many, the one put back longest ago is let go.
/// A command that runs is out of the shelf, so a statement may run inside a stream of the same text.
/// </summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable
{
    /// <summary>How many are kept; a large one takes a hundred kilobytes, and each connection has its own.</summary>
    public const int Most = 160;
    /// <summary>Characters of all their texts; a prepared command takes several times its text.</summary>
    private const int MostCharacters = 1_000_000;
    private int characters;
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(index => $"@p{index}")];
    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> shelf = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> order = new();

    /// <summary>How many are prepared and not at work.</summary>
    public int Count => shelf.Count;

    /// <summary>The command of a statement with its values bound.</summary>
    public SqliteCommand Take(Statement statement)
    {
        if (shelf.Remove(statement.Text, out var kept))
        {
            order.Remove(kept);
            characters -= statement.Text.Length;
        }
        var command = kept?.Value ?? Prepare(statement);
        for (var i = 0; i < statement.Values.Length; i++)
            command.Parameters[i].Value = SqliteDialect.Instance.ToDatabase(statement.Values[i], statement.TypeOf(i));
        return command;
    }

    /// <summary>Puts a command back.</summary>
    public void Return(SqliteCommand command)
    {
        var node = new LinkedListNode<SqliteCommand>(command);
        if (!shelf.TryAdd(command.CommandText, node))
        {
            command.Dispose();
            return;
        }
        order.AddLast(node);
        characters += command.CommandText.Length;
        while (shelf.Count > Most || characters > MostCharacters) LetGo(order.First!);
    }

    public void Dispose()
    {
        while (order.First is { } first) LetGo(first);
    }

    private void LetGo(LinkedListNode<SqliteCommand> node)
    {
        order.Remove(node);
        shelf.Remove(node.Value.CommandText);
        characters -= node.Value.CommandText.Length;
        node.Value.Dispose();
    }

    private SqliteCommand Prepare(Statement statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        for (var i = 0; i < statement.Values.Length; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = i < Names.Length ? Names[i] : $"@p{i}" });
        return command;
    }
}
