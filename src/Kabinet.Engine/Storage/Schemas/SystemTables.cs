using Kabinet.Engine.Journal;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Records.Commands;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Tables of the platform that are no entities, in alphabetical order: each module declares its own and adds one line here.</summary>
internal static class SystemTables
{
    public static readonly IReadOnlyList<Table> All =
    [
        CommandTables.Command,
        JournalTable.Table,
        NoticeTable.Table,
        OutboxTable.Table,
        RevisionTable.Table,
        CommandTables.Sequence,
    ];
}
