from channels.generic.websocket import WebsocketConsumer


class News(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.send("The shop is open.")
