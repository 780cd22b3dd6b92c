using System.Net;
using System.Net.Sockets;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Npgsql;

namespace Kabinet.Tests.Storage;

public class RecoveryTests
{
    private static readonly Statement Count = new("select count(*) from t");

    [Fact]
    public async Task Postgresql_may_go_and_come_back_without_a_restart_of_ours()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        var server = new NpgsqlConnectionStringBuilder(fresh.Connection);
        await using var road = new Road(server.Port);
        await using var database = Kabinet.Engine.Storage.Databases.Open(
            new NpgsqlConnectionStringBuilder(fresh.Connection) { Host = "127.0.0.1", Port = road.Port, Timeout = 3 }.ConnectionString);
        await database.Write(transaction => transaction.Execute(new("create table t (v text)")));
        await database.Write(transaction => transaction.Execute(new("insert into t values ('a')")));

        road.Close();
        await Should.ThrowAsync<DatabaseUnavailableException>(async () =>
            await database.Read(connection => connection.Scalar(Count, DataType.Whole)));
        await Should.ThrowAsync<DatabaseUnavailableException>(async () =>
            await database.Write(transaction => transaction.Execute(new("insert into t values ('b')"))));

        road.Open();
        (await database.Read(connection => connection.Scalar(Count, DataType.Whole))).ShouldBe(1L);
        await database.Write(transaction => transaction.Execute(new("insert into t values ('c')")));
        (await database.Read(connection => connection.Scalar(Count, DataType.Whole))).ShouldBe(2L);
    }

    [Fact]
    public async Task Connections_that_died_in_the_pool_are_not_noticed_by_anybody()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        await using var road = new Road(new NpgsqlConnectionStringBuilder(fresh.Connection).Port);
        await using var database = Kabinet.Engine.Storage.Databases.Open(
            new NpgsqlConnectionStringBuilder(fresh.Connection) { Host = "127.0.0.1", Port = road.Port }.ConnectionString);
        await database.Write(transaction => transaction.Execute(new("create table t (v text)")));
        for (var i = 0; i < 3; i++)
        {
            road.Close();
            road.Open();
            await database.Write(transaction => transaction.Execute(new("insert into t values ('a')")));
            road.Close();
            road.Open();
            (await database.Read(connection => connection.Scalar(Count, DataType.Whole))).ShouldBe(i + 1L);
        }
    }

    [Fact]
    public async Task A_transaction_cut_off_in_the_middle_leaves_nothing_and_says_so()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        await using var road = new Road(new NpgsqlConnectionStringBuilder(fresh.Connection).Port);
        await using var database = Kabinet.Engine.Storage.Databases.Open(
            new NpgsqlConnectionStringBuilder(fresh.Connection) { Host = "127.0.0.1", Port = road.Port }.ConnectionString);
        await database.Write(transaction => transaction.Execute(new("create table t (v text)")));
        var runs = 0;
        await Should.ThrowAsync<DatabaseUnavailableException>(async () => await database.Write(async transaction =>
        {
            runs++;
            await transaction.Execute(new("insert into t values ('a')"));
            road.Close();
            return await transaction.Execute(new("insert into t values ('b')"));
        }));
        runs.ShouldBe(1);
        road.Open();
        (await database.Read(connection => connection.Scalar(Count, DataType.Whole))).ShouldBe(0L);
    }

    [Fact]
    public async Task A_sqlite_file_that_cannot_be_opened_is_unavailable_until_it_can()
    {
        var folder = Directory.CreateTempSubdirectory("kabinet-test-");
        var file = Path.Combine(folder.FullName, "kabinet.db");
        Directory.CreateDirectory(file);
        await using (var database = Kabinet.Engine.Storage.Databases.Open($"sqlite:{file}"))
        {
            await Should.ThrowAsync<DatabaseUnavailableException>(async () =>
                await database.Read(connection => connection.Scalar(new("select 1"), DataType.Whole)));
            await Should.ThrowAsync<DatabaseUnavailableException>(async () =>
                await database.Write(transaction => transaction.Execute(new("create table t (v text)"))));
            Directory.Delete(file);
            await database.Write(transaction => transaction.Execute(new("create table t (v text)")));
            (await database.Read(connection => connection.Scalar(Count, DataType.Whole))).ShouldBe(0L);
        }
        folder.Delete(recursive: true);
    }

    /// <summary>The way to a server, which can be cut and mended.</summary>
    private sealed class Road : IAsyncDisposable
    {
        private readonly int destination;
        private readonly List<Socket> travellers = [];
        private Socket gate = null!;
        private Task porter = null!;

        public Road(int destination)
        {
            this.destination = destination;
            Open();
        }

        public int Port { get; private set; }

        public void Close()
        {
            gate.Dispose();
            lock (travellers)
            {
                foreach (var socket in travellers) socket.Close(0);
                travellers.Clear();
            }
        }

        public void Open()
        {
            gate = Listen(Port);
            Port = ((IPEndPoint)gate.LocalEndPoint!).Port;
            porter = Admit(gate);
        }

        public async ValueTask DisposeAsync()
        {
            Close();
            await porter;
        }

        private static Socket Listen(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }

        private async Task Admit(Socket open)
        {
            try
            {
                while (true)
                {
                    var (near, far) = (await open.AcceptAsync(),
                        new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                    lock (travellers) travellers.AddRange([near, far]);
                    await far.ConnectAsync(IPAddress.Loopback, destination);
                    _ = Carry(near, far);
                    _ = Carry(far, near);
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
        }

        private static async Task Carry(Socket from, Socket to)
        {
            try
            {
                var buffer = new byte[16384];
                for (int read; (read = await from.ReceiveAsync(buffer)) > 0;) await to.SendAsync(buffer.AsMemory(0, read));
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
            from.Close(0);
            to.Close(0);
        }
    }
}
