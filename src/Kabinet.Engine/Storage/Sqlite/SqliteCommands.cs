using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>Prepared commands of one connection by their text. A command that runs is out of the shelf, so a statement may run inside a stream of the same text.</summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable
{
    private const int Limit = 500;
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(index => $"@p{index}")];
    private readonly Dictionary<string, SqliteCommand> shelf = new(StringComparer.Ordinal);

    /// <summary>The command of a statement with its values bound.</summary>
    public SqliteCommand Take(Statement statement)
    {
        if (!shelf.Remove(statement.Text, out var command)) command = Prepare(statement);
        for (var i = 0; i < statement.Values.Length; i++)
            command.Parameters[i].Value = SqliteDialect.Instance.ToDatabase(statement.Values[i], statement.TypeOf(i));
        return command;
    }

    /// <summary>Puts a command back; a full shelf is emptied rather than grown.</summary>
    public void Return(SqliteCommand command)
    {
        if (shelf.Count >= Limit) Dispose();
        if (!shelf.TryAdd(command.CommandText, command)) command.Dispose();
    }

    public void Dispose()
    {
        foreach (var command in shelf.Values) command.Dispose();
        shelf.Clear();
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
