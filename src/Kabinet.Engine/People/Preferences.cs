using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.People;

/// <summary>How a person likes his pages: columns of a list, its density, the views he has named. Only his, and nothing of it is a right.</summary>
public sealed class Preferences
{
    /// <summary>Greatest length of one preference, in characters; what is longer is not kept.</summary>
    public const int Longest = 8_000;

    private readonly Database database;

    internal Preferences(Database database) => this.database = database;

    internal static readonly Table Table = new("_preference")
    {
        Key = ["user_id", "key"],
        Columns =
        [
            new("user_id", DataType.Whole, Required: true),
            new("key", DataType.Text, Required: true),
            new("value", DataType.Text, Required: true),
        ],
    };

    /// <summary>What a person has kept under a key; null for nothing and for a guest.</summary>
    public async ValueTask<string?> Read(Actor actor, string key, CancellationToken cancellation = default) => actor.UserId is not { } user ? null
        : (string?)await database.Read(connection =>
            connection.Scalar(PreferenceStatements.Find(user, key), DataType.Text, cancellation), cancellation);

    /// <summary>Keeps a value under a key; null forgets it. A guest has nowhere to keep, nor has whoever acts as another: he leaves that person's pages as they were.</summary>
    public ValueTask Write(Actor actor, string key, string? value, CancellationToken cancellation = default) =>
        actor.UserId is not { } user || actor.ImpersonatorId is not null || value?.Length > Longest ? ValueTask.CompletedTask
        : database.Do(transaction => transaction.Execute(value is null
            ? PreferenceStatements.Forget(user, key) : PreferenceStatements.Keep(user, key, value), cancellation), cancellation);
}
